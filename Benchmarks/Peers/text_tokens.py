"""Word tokenizers on English news beside ours, MB per CPU second of one thread, and stemming beside libstemmer.

    python3 -m venv peers && peers/bin/pip install blingfire==0.1.8 tokenizers==0.23.3 unicode-segmentation-rs
    cc -O2 Benchmarks/Peers/stemming_libstemmer.c -lstemmer -o stemming      (apt: libstemmer-dev)
    swift build -c release --product evaluate-text
    peers/bin/python Benchmarks/Peers/text_tokens.py ../shared/data .build/release/evaluate-text ./stemming

Our table comes before and after the peers' (A B A), so that a change of the machine's pace shows.
"""
import gzip, json, os, re, subprocess, sys, tempfile, time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
data, ours, stemming = sys.argv[1:4]


def show_ours():
    print(subprocess.run([ours, "words"], capture_output=True, text=True, check=True).stdout)


def tokenizers():
    yield "str.split", lambda t: len(t.split())
    pattern = re.compile(r"\w+")
    yield "Python re \\w+", lambda t: len(pattern.findall(t))
    try:
        import unicode_segmentation_rs as unicode_segmentation
        yield "UAX #29 words, Rust unicode-segmentation", lambda t: len(unicode_segmentation.unicode_words(t))
    except ImportError: pass
    try:
        import blingfire
        yield "blingfire text_to_words", lambda t: len(blingfire.text_to_words(t).split(" "))
    except (ImportError, OSError): pass
    try:
        from tokenizers import pre_tokenizers
        whitespace = pre_tokenizers.Whitespace()
        yield "HF tokenizers Whitespace, with offsets", lambda t: len(whitespace.pre_tokenize_str(t))
    except ImportError: pass


show_ours()
with gzip.open(f"{data}/cnn-dailymail/valid.jsonl.gz", "rt", encoding="utf8") as f: texts = [json.loads(line)["text"] for line in f]
print("| peer | MB/s | tokens |\n| --- | --- | --- |")
for name, count in tokenizers():
    some = texts[:300]
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        tokens = sum(map(count, some))
        best = min(best, time.process_time() - start)
    print(f"| {name} | {sum(len(t.encode()) for t in some) / best / 1e6:.1f} | {tokens} |")
print()
for language in "english porter german french spanish italian portuguese dutch swedish".split():
    with tempfile.NamedTemporaryFile(suffix=".tsv") as f, gzip.open(f"{data}/stemming/{language}.tsv.gz") as g:
        f.write(g.read())
        f.flush()
        print(subprocess.run([stemming, language, f.name], capture_output=True, text=True, check=True).stdout.strip())
print()
show_ours()
