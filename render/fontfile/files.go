package fontfile

import (
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"ruhu/render/font"
)

// Source is a font file that may be opened.
type Source struct {
	Name string // for people: without its folder
	// Group is which folder it is from: those of a lower group are asked first.
	Group int
	// Open opens the file. It may be called again after Close.
	Open func() (Reader, error)
}

// Reader is an open font file.
type Reader interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Skipped is a file that could not be used, and why.
type Skipped struct {
	Name string
	Err  error
}

// Loan is a character that a face lent.
type Loan struct {
	Rune rune
	Face string // as people call it
	File string
}

// Files are the font files at hand. Files are opened when a character is looked
// for that those before them lack. It is safe for concurrent use.
type Files struct {
	mu      sync.Mutex
	files   []*file
	loans   map[rune]Loan
	skipped []Skipped
}

// file is a file at hand.
type file struct {
	name  string
	src   *resting
	tried bool
	faces []*Face
}

// NewFiles puts files in order, by group, then by what is known of their
// names, then by name.
func NewFiles(sources []Source) *Files {
	s := &Files{loans: make(map[rune]Loan)}
	type ranked struct {
		Source
		rank, styled int
	}
	var list []ranked
	for _, src := range sources {
		if n, ok := rank(src.Name); ok {
			list = append(list, ranked{src, n, styled(src.Name)})
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.rank, b.rank), cmp.Compare(a.styled, b.styled),
			strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.Name, b.Name))
	})
	for _, src := range list {
		s.files = append(s.files, &file{name: src.Name, src: &resting{open: src.Open}})
	}
	return s
}

// Close closes all files. They can be used again.
func (s *Files) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		f.src.rest()
	}
}

// Faces gives all usable faces, in order of precedence. Of a collection whose
// faces differ in the forms of a country only, all are given.
func (s *Files) Faces() []*Face {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*Face
	for _, f := range s.files {
		out = append(out, s.open(f)...)
		f.src.rest()
	}
	return out
}

// Skipped gives the files that were opened and could not be used.
func (s *Files) Skipped() []Skipped {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.skipped)
}

// Loans gives what has been lent, in order of the codes.
func (s *Files) Loans() []Loan {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.SortedFunc(maps.Values(s.loans), func(a, b Loan) int { return cmp.Compare(a.Rune, b.Rune) })
}

// Lend implements font.Lender.
func (s *Files) Lend(r rune) (font.Outline, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		for _, face := range s.open(f) {
			if face.Restricted || !face.Has(r) {
				continue
			}
			if o, err := face.Outline(r); err == nil {
				s.loans[r] = Loan{Rune: r, Face: face.Name(), File: f.name}
				return o, true
			}
		}
		f.src.rest()
	}
	return font.Outline{}, false
}

// open gives the faces of a file, those with mainland forms first.
func (s *Files) open(f *file) []*Face {
	if f.tried {
		return f.faces
	}
	f.tried = true
	size, err := f.src.size()
	if err == nil {
		f.faces, err = Open(f.name, f.src, size)
	}
	if err != nil {
		f.src.rest()
		s.skipped = append(s.skipped, Skipped{f.name, err})
		return nil
	}
	slices.SortStableFunc(f.faces, func(a, b *Face) int { return cmp.Compare(a.foreign(), b.foreign()) })
	return f.faces
}

// foreign is 0 for a face in mainland forms, 1 where nothing tells, 2 for the
// forms of another place.
func (f *Face) foreign() int {
	at := 1
	for _, name := range f.Names {
		for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
			switch word {
			case "SC", "CN", "GB":
				return 0
			case "JP", "KR", "TC", "HK", "TW", "J", "K":
				at = 2
			}
		}
	}
	return at
}

// ForRole finds the best face for a role that can be embedded, and gives it as
// a TrueType file; ok is false where there is none.
func (s *Files) ForRole(role Role) (face *Face, data []byte, ok bool) {
	faces := s.Faces()
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortStableFunc(faces, func(a, b *Face) int { return cmp.Compare(a.strange(), b.strange()) })
	for _, name := range wanted[role] {
		for _, f := range faces {
			if !f.Named(name) || f.embeddable() != nil || !f.hasAll(needed) {
				continue
			}
			if data, err := f.Standalone(); err == nil {
				return f, data, true
			}
		}
	}
	return nil, nil, false
}

// strange is how far the face's weight is from regular.
func (f *Face) strange() int { return max(f.Weight-regular, regular-f.Weight) }

func (f *Face) hasAll(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !f.Has(r) })
}

// resting is a file that is opened when it is read, and can be closed between.
type resting struct {
	open func() (Reader, error)
	file Reader
}

var errAbsent = errors.New("the file cannot be opened")

func (r *resting) wake() error {
	if r.file != nil {
		return nil
	}
	if r.open == nil {
		return errAbsent
	}
	file, err := r.open()
	if err == nil {
		r.file = file
	}
	return err
}

func (r *resting) size() (int64, error) {
	if err := r.wake(); err != nil {
		return 0, err
	}
	return r.file.Size(), nil
}

// ReadAt implements io.ReaderAt.
func (r *resting) ReadAt(b []byte, at int64) (int, error) {
	if err := r.wake(); err != nil {
		return 0, err
	}
	return r.file.ReadAt(b, at)
}

func (r *resting) rest() {
	if r.file != nil {
		_ = r.file.Close() // it was only read
		r.file = nil
	}
}
