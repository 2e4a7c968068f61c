// Package settings is what an office decides once for all its runs: ruhu.yaml, where
// it is looked for (lookup.go) and read (file.go, parse.go), what it says of words (heads.go,
// values.go), and what follows from it (config.go). Every setting
// has the notice's default. What stands in a file may be changed, one thing after the
// other (change.go), with its comments and its order left as they are.
package settings
