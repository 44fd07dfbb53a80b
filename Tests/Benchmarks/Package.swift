// swift-tools-version: 6.2
import PackageDescription

// What scripts/bench times in turn with other libraries' own, run one by one on command: the measures of the graph, and
// what the store does beside SQLite.
let package = Package(
  name: "kernels",
  dependencies: [
    .package(name: "kith", path: "../.."),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .executableTarget(name: "measure"),
    .executableTarget(name: "kernels", dependencies: [.product(name: "KithGraph", package: "kith")]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .executableTarget(
      name: "stores",
      dependencies: [
        "CSQLite", .product(name: "KithColumns", package: "kith"), .product(name: "KithGraph", package: "kith"),
        .product(name: "KithEngine", package: "kith"), .product(name: "KithGrammar", package: "kith"),
        .product(name: "KithLog", package: "kith"), .product(name: "KithStorage", package: "kith"),
        .product(name: "KithSyntax", package: "kith"), .product(name: "SystemPackage", package: "swift-system"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
