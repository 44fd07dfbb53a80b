// swift-tools-version: 6.2
import PackageDescription

// What reads what others wrote, fed by libFuzzer; see scripts/fuzz.
let kith = [
  "KithAssist", "KithEngine", "KithGrammar", "KithLog", "KithGraph", "KithSyntax", "KithStorage", "CChecksum",
]
let package = Package(
  name: "fuzz",
  dependencies: [
    .package(name: "kith", path: "../.."), .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: kith.map { .product(name: $0, package: "kith") } + [
        .product(name: "SystemPackage", package: "swift-system")
      ])
  ],
  swiftLanguageModes: [.v6]
)
