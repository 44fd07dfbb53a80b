// swift-tools-version: 6.2
import PackageDescription

// The targets are the floors of the house: each may import only what stands below it, and the compiler keeps it so.
//
//     KithText ← KithSyntax ← KithGrammar ← KithLog ← KithQueries ← KithEngine ← KithAssist ← KithShell ← kith
//     KithColumns ← KithGraph ← KithGrammar        KithColumns ← KithStorage, CLineEditor ← KithShell        CProcess ← kith
let package = Package(
  name: "kith",
  products: [
    .executable(name: "kith", targets: ["kith"]),
    // What the benchmarks and the fuzzers look into.
    .library(name: "KithColumns", targets: ["KithColumns"]),
    .library(name: "KithGraph", targets: ["KithGraph"]),
    .library(name: "KithSyntax", targets: ["KithSyntax"]),
    .library(name: "KithGrammar", targets: ["KithGrammar"]),
    .library(name: "KithLog", targets: ["KithLog"]),
    .library(name: "KithEngine", targets: ["KithEngine"]),
    .library(name: "KithAssist", targets: ["KithAssist"]),
    .library(name: "KithStorage", targets: ["KithStorage"]),
    .library(name: "CChecksum", targets: ["CChecksum"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "CLineEditor", dependencies: ["CLibEdit"]),
    .target(name: "CChecksum"),
    .target(name: "CProcess"),
    .target(name: "KithText"),
    .target(name: "KithSyntax", dependencies: ["KithText"]),
    .target(name: "KithColumns"),
    .target(name: "KithGraph", dependencies: ["KithColumns"]),
    .target(
      name: "KithStorage",
      dependencies: ["CChecksum", "KithColumns", .product(name: "SystemPackage", package: "swift-system")]),
    .target(name: "KithGrammar", dependencies: ["KithText", "KithSyntax", "KithGraph"]),
    .target(name: "KithLog", dependencies: ["KithGrammar", "KithGraph", "KithColumns"]),
    .target(name: "KithQueries", dependencies: ["KithLog", "KithGrammar", "KithGraph", "KithSyntax", "KithText"]),
    .target(
      name: "KithEngine",
      dependencies: ["KithQueries", "KithLog", "KithGrammar", "KithGraph", "KithSyntax", "KithText"]),
    .target(
      name: "KithAssist",
      dependencies: ["KithEngine", "KithQueries", "KithLog", "KithGrammar", "KithGraph", "KithSyntax", "KithText"]),
    .target(
      name: "KithShell",
      dependencies: [
        "KithText", "KithSyntax", "KithColumns", "KithGraph", "KithGrammar", "KithLog", "KithQueries", "KithEngine",
        "KithAssist", "KithStorage", "CLineEditor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(name: "kith", dependencies: ["KithShell", "CProcess"]),
    .testTarget(name: "KithTextTests", dependencies: ["KithText", "SeededRandom"]),
    .testTarget(name: "KithSyntaxTests", dependencies: ["KithSyntax"]),
    .testTarget(name: "KithGraphTests", dependencies: ["KithGraph", "SeededRandom"], exclude: ["Golden"]),
    .testTarget(
      name: "KithStorageTests",
      dependencies: [
        "KithStorage", "KithColumns", "SeededRandom", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "KithEngineTests",
      dependencies: [
        "KithEngine", "KithAssist", "KithLog", "KithGrammar", "KithQueries", "KithColumns", "SeededRandom",
      ]),
    .testTarget(
      name: "KithShellTests",
      dependencies: [
        "kith", "KithShell", "KithGraph", "KithGrammar", "KithLog", "KithEngine", "KithStorage", "KithSyntax",
        "ProgramUnderTest",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["FirstVersion"]),
    .target(name: "SeededRandom", path: "Tests/SeededRandom"),
    // These run the program itself, as a person would.
    .target(name: "ProgramUnderTest", path: "Tests/ProgramUnderTest", exclude: ["kith"]),
    .testTarget(name: "StructureTests"),
    .testTarget(name: "TranscriptTests", dependencies: ["kith", "KithAssist", "ProgramUnderTest"]),
    .testTarget(name: "FaultTests", dependencies: ["kith", "ProgramUnderTest", "SeededRandom"]),
  ],
  swiftLanguageModes: [.v6]
)
