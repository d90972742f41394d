import CEpitomeCalls
import EpitomeC
import Testing

@Suite("The interface for C")
struct CInterfaceTests {
    @Test("Every function, called from C, gives what the header says")
    func calls() {
        // What is wrong is named on the standard error.
        #expect(epitome_c_calls() == 0)
    }
}
