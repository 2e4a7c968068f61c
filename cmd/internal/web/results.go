package web

import "path"

// results are files that a use wrote, in the project's folder of results or in one below.
// A page names them by their place.
type results struct {
	id    string
	dir   string
	files []string // relative, with forward slashes
}

// filesData is what a page shows of results.
type filesData struct {
	ID    string
	Dir   string
	Files []fileLink
	From  int // the first that is shown
	Next  int // the first of those that are not shown yet; 0: there are none
	Total int
}

// fileLink is a file by its place.
type fileLink struct {
	At           int
	Folder, Name string
}

// filesAtOnce is how many files a page shows before it asks.
const filesAtOnce = 500

// show gives the files from one on.
func (r results) show(from int) filesData {
	d := filesData{ID: r.id, Dir: r.dir, From: from, Total: len(r.files)}
	for i := from; i < len(r.files) && i < from+filesAtOnce; i++ {
		folder, name := path.Split(r.files[i])
		d.Files = append(d.Files, fileLink{i, path.Clean("/" + folder)[1:], name})
	}
	if end := from + len(d.Files); end < len(r.files) {
		d.Next = end
	}
	return d
}
