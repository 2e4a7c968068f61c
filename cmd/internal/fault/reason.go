package fault

// reason is an error of the file system in words.
type reason struct {
	err  error
	word string
}
