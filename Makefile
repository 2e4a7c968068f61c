# What people who change the program run; .ci/run is what must pass on a new machine.
# GNU make, Go and, for `look`, poppler-utils.

.PHONY: build test short golden lint samples release ci look

build:
	go build -trimpath -o ruhu ./cmd/ruhu

# Everything, outside tools where they are installed.
test:
	go test ./...

# The inner loop: without large files and office programs.
short:
	go test -short ./...

# Writes goldens anew: review the difference before committing it.
golden:
	UPDATE_GOLDEN=1 go test ./...

lint:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "gofmt would change: $$unformatted"; exit 1; }
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

# Invented rosters, what they print to, pictures of README.md.
samples:
	go generate ./samples

# The packages to hand on, in out/release.
release:
	go run ./cmd/release

ci:
	bash .ci/run

# Pages of a PDF as pictures: make look PDF=ruhu-输出/云台村/云台村-入户资料.pdf
look:
	@[ -n "$(PDF)" ] || { echo "make look PDF=file.pdf"; exit 2; }
	mkdir -p out/look
	pdftoppm -r 80 -png "$(PDF)" out/look/page
	@ls out/look
