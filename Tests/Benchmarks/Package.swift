// swift-tools-version: 6.2
import PackageDescription

// The measures of the graph, run one by one on command: what scripts/bench times in turn with other libraries' own.
let package = Package(
  name: "kernels",
  dependencies: [.package(name: "kith", path: "../..")],
  targets: [.executableTarget(name: "kernels", dependencies: [.product(name: "KithGraph", package: "kith")])],
  swiftLanguageModes: [.v6]
)
