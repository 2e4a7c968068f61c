package app

// basis is what rosters are read and judged by.
type basis struct {
	config  *Config
	year    int
	library *library
	heads   wishes
}

// loadBasis loads the settings file, the user's own codebook and forms over the
// built-in ones, and what column heads are said to mean. A year of 0 is that of
// the settings.
func loadBasis(config ConfigChoice, rosters []string, year int, templates string, heads []string) (b basis, err error) {
	if b.config, err = config.load(rosters...); err != nil {
		return b, err
	}
	if b.year, err = yearOf(year, b.config); err != nil {
		return b, err
	}
	if b.library, err = loadLibrary(templates, b.config); err != nil {
		return b, err
	}
	b.heads, err = readWishes(b.library.codebook, heads, b.config)
	return b, err
}
