// Package templates holds what an office may change without touching Go: the
// codebook of indicators, the form definitions, and the fonts with their
// licences; and the loaders that turn the first into model values.
package templates

import "embed"

// Files is the built-in templates: codebook.yaml and forms/*.yaml.
//
//go:embed codebook.yaml all:forms
var Files embed.FS

// Fonts is the embedded faces and their licence, below fonts/.
//
//go:embed fonts
var Fonts embed.FS
