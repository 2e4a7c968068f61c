package doc

// Notice is a deliberate loss of a format: something that the PDF of the same
// content has and the format cannot have, or has only by estimate.
type Notice struct {
	Key  string // names it in the README's table of capabilities
	Text string // Chinese, for people
}
