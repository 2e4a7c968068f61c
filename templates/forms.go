package templates

import "io/fs"

// Forms is the folder of the built-in form definitions.
func Forms() fs.FS {
	sub, err := fs.Sub(Files, "forms")
	if err != nil {
		panic(err) // the folder is embedded: it cannot be missing
	}
	return sub
}
