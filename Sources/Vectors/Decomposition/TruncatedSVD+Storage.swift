public import Serialization

extension TruncatedSVD {
    /// Adds the decomposition to a file: tensors `topics.components` and `topics.singular_values`.
    ///
    /// - Throws: `SafetensorsError` if the names are taken.
    public func add(to writer: inout SafetensorsWriter) throws(SafetensorsError) {
        try writer.add(
            components.values, named: "topics.components", shape: [components.rowCount, components.columnCount])
        try writer.add(singularValues + [addend], named: "topics.singular_values")
    }

    /// Takes a decomposition from a file.
    ///
    /// - Throws: `SafetensorsError` if tensors are missing, do not fit together, or hold values that are not finite.
    public init(from file: SafetensorsFile) throws {
        let values = try file.floats(named: "topics.singular_values")
        guard let addend = values.last, let shape = file.tensor(named: "topics.components")?.shape, shape.count == 2,
            shape[0] == values.count - 1
        else { throw SafetensorsError(.wrongShape, "tensor \"topics.components\" does not have a row for each value") }
        let components = try file.floats(named: "topics.components", shape: shape)
        guard values.allSatisfy({ $0.isFinite }), components.allSatisfy({ $0.isFinite }) else {
            throw SafetensorsError(.invalidValue, "tensor \"topics.components\" has values that are not finite")
        }
        self.init(
            components: DenseMatrix(rowCount: shape[0], columnCount: shape[1], values: components),
            singularValues: Array(values.dropLast()), addend: addend)
    }
}
