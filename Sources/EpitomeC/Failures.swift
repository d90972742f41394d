internal import CEpitome
internal import Classification
internal import Serialization

/// An error of the toolkit as the caller is told it.
func failure(of error: any Error) -> CallFailure {
    switch error {
    case let failure as CallFailure: failure
    case let error as ClassificationError:
        switch error.code {
        case .cancelled: CallFailure(code: Int(EPI_CANCELLED), message: error.description)
        case .noDocuments, .oneClass, .noFeatures: CallFailure(code: Int(EPI_NOTHING), message: error.description)
        case .notAClassifier, .unsupportedVersion, .damagedModel:
            CallFailure(code: Int(EPI_DAMAGED), message: error.description)
        default: .invalid(error.description)
        }
    case let error as SafetensorsError: CallFailure(code: Int(EPI_DAMAGED), message: "\(error)")
    default: .invalid("\(error)")
    }
}
