package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"slices"
	"sync"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/render/book"
)

// Keyed is a sheet of what is to be keyed into the national system, as people work
// through it.
type Keyed = book.Keyed

// DoneMark is what stands beside a row that is keyed in.
const DoneMark = book.DoneMark

// KeyedBook is 需维护数据汇总.xlsx of a folder that is collected into. It remembers what it
// read as long as the file stays the same, whoever else writes it. Several may use it at a
// time; those who collect into the folder must not meanwhile.
type KeyedBook struct {
	dir string

	mu     sync.Mutex // of the file and what is known of it
	sum    [sha256.Size]byte
	sheets []Keyed // of the file with this sum; nil: there is none

	queue   sync.Mutex
	waiting []*mark
}

// mark is what somebody wants to be noted of a row.
type mark struct {
	id   string
	is   bool
	done bool // it was tried
	err  error
}

// NewKeyedBook gives that of a folder; nothing is read yet.
func NewKeyedBook(dir string) *KeyedBook { return &KeyedBook{dir: dir} }

// Read gives the sheets as they stand; nil where there is no such workbook.
func (b *KeyedBook) Read() ([]Keyed, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, err := b.read()
	return b.sheets, Explain(context.Background(), err)
}

func (b *KeyedBook) read() (text []byte, err error) {
	file, err := input.Open(output.New(b.dir).Path(output.FindingsName))
	if errors.Is(err, fs.ErrNotExist) {
		b.sheets = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var to bytes.Buffer
	if err := file.Copy(&to); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(to.Bytes())
	if b.sheets == nil || sum != b.sum {
		b.sheets, err = book.ReadKeyed(file.Input())
		b.sum = sum
	}
	return to.Bytes(), err
}

// Mark notes in the workbook that a row is keyed in, or is not after all; all else that
// people wrote there stays. It returns once the file is written. A row that the workbook
// does not have any more, and one beside which people wrote words of theirs, are errors.
func (b *KeyedBook) Mark(id string, is bool) error {
	m := &mark{id: id, is: is, err: fault.Output("没有记下", "请再勾一次", nil)}
	b.queue.Lock()
	b.waiting = append(b.waiting, m)
	b.queue.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	if m.done { // written with another, while this one waited for it
		return m.err
	}
	b.queue.Lock()
	all := b.waiting
	b.waiting = nil
	b.queue.Unlock()
	marks := make(map[string]bool)
	for _, m := range all {
		marks[m.id] = m.is // the last word holds
	}
	left, err := b.write(marks)
	for _, m := range all {
		m.done, m.err = true, err
		if err == nil && slices.Contains(left, m.id) {
			m.err = fault.Wrong("“"+output.FindingsName+"”里的这一行改过了，没有记下", "请刷新页面再看")
		}
	}
	return m.err
}

// write marks rows in the file, and gives the ids of those that are not there.
func (b *KeyedBook) write(marks map[string]bool) (left []string, err error) {
	const name = output.FindingsName
	err = output.Into(b.dir, []string{name}, nil, func(folder *output.Folder) error {
		text, err := b.read()
		if err != nil {
			return err
		}
		if text == nil {
			return fault.Reading(folder.Path(name), fs.ErrNotExist)
		}
		var marked bytes.Buffer
		now, missed, err := book.MarkKeyed(&marked, text, b.sheets, marks)
		if err != nil {
			return fault.Output("“"+name+"”不是程序写出时的样子，没有记下", "请在 WPS/Excel 中打开它，在“已录入”一列填√", err)
		}
		if left = missed; len(left) == len(marks) {
			return nil
		}
		if err := output.Write(folder, name, marked.Bytes()); err != nil {
			return err
		}
		b.sum, b.sheets = sha256.Sum256(marked.Bytes()), now
		return nil
	})
	return left, Explain(context.Background(), err)
}
