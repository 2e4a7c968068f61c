// Package ooxml is what all Office Open XML files that the program writes have
// in common: a zip whose parts stand in a fixed order, text that XML can hold,
// and Excel's way of counting characters. It knows no format and no library.
package ooxml
