// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that users of the library never see its dependencies.
let package = Package(
    name: "epitome-benchmarks",
    platforms: [.macOS("26.0")],
    dependencies: [
        .package(name: "epitome", path: ".."),
        // Without its traits the package needs no jemalloc; allocations are then not counted.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "NumericCore",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"), .product(name: "Epitome", package: "epitome"),
            ],
            path: "Benchmarks/NumericCore", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
