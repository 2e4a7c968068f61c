// Package fontfile opens the font files of a machine, whatever their kind, and
// says which of them has a character.
//
// Files are .ttf, .otf, .ttc and .otc, with TrueType or PostScript (CFF)
// outlines, alone or many in a collection. They come from anywhere, so none is
// trusted: what cannot be read is named and passed over. Nothing but what is
// asked for is read from a file, which may have 50 MB.
//
// Files are all files at hand. They lend outlines of single characters to a
// font.Set, and find the face for a role of type (仿宋, 楷体, ...). Which file has
// precedence follows from the folders' order and the files' names alone, so that
// the same files give the same result.
package fontfile
