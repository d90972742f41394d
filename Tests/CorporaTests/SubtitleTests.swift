import Corpora
import TestSupport
import Testing
import TextProcessing

/// Subtitles are read as what is said in them.
@Suite struct SubtitleTests {
    let folder = TemporaryFolder()

    private func text(_ content: String, _ name: String = "a.srt") -> String? {
        let path = folder.write(name, content)
        for record in CorpusReader(paths: [path]) {
            if case .success(let document) = record.content, case .text(let text) = document.content { return text }
        }
        return nil
    }

    @Test("Numbers, times and tags of SubRip go, also with Windows line ends", arguments: ["\n", "\r\n"])
    func subRip(lineEnd: String) {
        let lines = [
            "1", "00:00:01,000 --> 00:00:02,500", "{\\an8}The lock was <b>built</b>", "in 1911.", "", "2",
            "00:00:02,600 --> 00:00:04,000", "It leaks.", "", "3", "00:00:05,000 --> 00:00:06,000", "1911", "",
        ]
        #expect(text(lines.joined(separator: lineEnd)) == "The lock was built in 1911. It leaks. 1911")
    }

    @Test("Rolling captions say each line once")
    func rolling() {
        let content = """
            WEBVTT
            Kind: captions

            00:00.000 --> 00:02.000 align:start position:0%
            the<00:00:01.000><c> lock</c>

            00:02.000 --> 00:02.010 align:start
            the lock

            00:02.010 --> 00:04.000 align:start
            the lock
            was<00:00:03.000><c> built</c>
            """
        #expect(text(content, "a.vtt") == "the lock was built")
    }

    @Test("A text with an arrow or a number at its head is none")
    func others() {
        for content in ["1\nA list --> an end\n", "12\n\nDrums.\n", "a --> b: c\n"] {
            #expect(text(content, "a.txt") == content)
        }
    }
}
