"""The peers' side of `make benchmark-peers`: the same tasks as `contestant`, on the same corpora, as a line of JSON.

    peer.py TASK CORPUS [threads] [repeats]
"""
import json
import resource
import sys
import time

import corpora


def best(repeats, work):
    cpu = wall = float("inf")
    for _ in range(repeats):
        c, w = time.process_time(), time.perf_counter()
        result = work()
        cpu, wall = min(cpu, time.process_time() - c), min(wall, time.perf_counter() - w)
    return cpu, wall, result


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def blas():
    """The library and the kernels that numpy multiplies with."""
    import numpy  # noqa: F401  (loads the library)
    import threadpoolctl

    found = [library for library in threadpoolctl.threadpool_info() if library["user_api"] == "blas"]
    return f"{found[0]['internal_api']} {found[0].get('architecture', '')}".strip() if found else "unknown"


def vectorize(task, texts, threads, repeats, out):
    from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer

    out["base_bytes"] = peak()
    ngrams = (1, 2) if task.endswith("12") else (1, 1)
    name = task.removesuffix("12")
    if name == "transform":
        vectorizer = TfidfVectorizer(ngram_range=ngrams, sublinear_tf=True).fit(texts)
        cpu, wall, matrix = best(repeats, lambda: vectorizer.transform(texts))
    else:
        make = {
            "count": lambda: CountVectorizer(ngram_range=ngrams),
            "tfidf": lambda: TfidfVectorizer(ngram_range=ngrams, sublinear_tf=True),
            "hashing": lambda: HashingVectorizer(ngram_range=ngrams),
        }[name]
        cpu, wall, matrix = best(repeats, lambda: make().fit_transform(texts))
    out.update(cpu_seconds=cpu, wall_seconds=wall, rows=matrix.shape[0], columns=matrix.shape[1], stored=int(matrix.nnz))
    if name != "hashing":
        out["sum"] = float(matrix.sum())


def search(task, texts, threads, repeats, out):
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    if task == "bm25":
        import bm25s

        tokens = bm25s.tokenize(texts, stopwords=None, show_progress=False, token_pattern=r"(?u)\b\w\w+\b")
        words = bm25s.tokenize(texts[:500], stopwords=None, show_progress=False, token_pattern=r"(?u)\b\w\w+\b", return_ids=False)

        def build():
            index = bm25s.BM25(k1=1.5, b=0.75)
            index.index(tokens, show_progress=False)
            return index

        out["index_cpu_seconds"], _, index = best(1, build)
        cpu, wall, (_, scores) = best(repeats, lambda: index.retrieve(words, k=10, show_progress=False, n_threads=threads if threads > 1 else 0))
        out.update(cpu_seconds=cpu, wall_seconds=wall, sum=float(scores.sum(dtype=np.float64)))
        return
    from sparse_dot_topn import sp_matmul_topn

    matrix = TfidfVectorizer(sublinear_tf=True, dtype=np.float32).fit_transform(texts).tocsr()
    queries = matrix[:500]
    out["index_cpu_seconds"], _, columns = best(1, lambda: matrix.T.tocsr())
    if task == "similar-scipy":
        def product():
            scores = (queries @ columns).toarray()
            return np.sort(np.partition(scores, -10, axis=1)[:, -10:])

        cpu, wall, found = best(repeats, product)
        total = float(found.sum(dtype=np.float64))
    else:
        cpu, wall, found = best(repeats, lambda: sp_matmul_topn(queries, columns, top_n=10, n_threads=threads, sort=True))
        total = float(found.data.sum(dtype=np.float64))
    out.update(cpu_seconds=cpu, wall_seconds=wall, sum=total)


def dense(task, threads, repeats, out):
    import numpy as np

    state = np.arange(100_000 * 384, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    state ^= state >> np.uint64(29)
    state *= np.uint64(0xBF58476D1CE4E5B9)
    rows = ((state >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24) - np.float32(0.5)).reshape(100_000, 384)
    queries = rows[:1000].copy()

    def top():
        found = []
        for start in range(0, 1000, 100):
            scores = queries[start : start + 100] @ rows.T
            place = np.argpartition(-scores, 10, axis=1)[:, :10]
            found.append(np.take_along_axis(scores, place, 1))
        return np.vstack(found)

    cpu, wall, found = best(repeats, top)
    out.update(cpu_seconds=cpu, wall_seconds=wall, sum=float(found.sum(dtype=np.float64)))


def svd(texts, threads, repeats, out):
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=True, dtype=np.float32).fit_transform(texts)
    cpu, wall, found = best(repeats, lambda: TruncatedSVD(256, random_state=0).fit(matrix))
    out.update(cpu_seconds=cpu, wall_seconds=wall, energy=float((found.singular_values_.astype(np.float64) ** 2).sum()))


def words(task, texts, threads, repeats, out):
    if task == "words-gensim":
        from gensim.corpora import Dictionary
        from gensim.utils import simple_preprocess

        def work():
            dictionary = Dictionary()
            return [dictionary.doc2bow(simple_preprocess(text), allow_update=True) for text in texts]
    else:
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

        def work():
            tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
            tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
            tokenizer.train_from_iterator(texts, trainers.WordLevelTrainer(special_tokens=["[UNK]"], vocab_size=200_000, show_progress=False))
            return [e.ids for e in tokenizer.encode_batch(texts)]

    cpu, wall, _ = best(repeats, work)
    out.update(cpu_seconds=cpu, wall_seconds=wall)


def main():
    task, path = sys.argv[1], sys.argv[2]
    threads = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    repeats = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    out = {"side": "peer", "task": task, "threads": threads}
    if task in ("dense", "svd", "blas"):
        out["blas"] = blas()
    if task == "dense":
        dense(task, threads, repeats, out)
    elif task == "blas":
        pass
    else:
        texts = corpora.read(path)
        if task in ("similar", "similar-scipy", "bm25"):
            search(task, texts, threads, repeats, out)
        elif task == "svd":
            svd(texts, threads, repeats, out)
        elif task.startswith("words-"):
            words(task, texts, threads, repeats, out)
        else:
            vectorize(task, texts, threads, repeats, out)
    out["peak_bytes"] = peak()
    print(json.dumps(out))


if __name__ == "__main__":
    main()
