// Package fault is the reasons for which the program does not do what it was
// asked, in the words of those who asked: an Error says in Chinese what is wrong
// and what to do. What the machine says of files (machine.go) is put into their
// words too.
package fault

import (
	"errors"
	"strings"
)

// Kind says whose turn it is when something could not be done; exit codes are
// made from it.
type Kind uint8

// The kinds of an Error.
const (
	// Misuse is a wrong wish: an unknown village, a form or setting that is not
	// there, faults in form definitions or in ruhu.yaml.
	Misuse Kind = iota + 1
	// Unreadable is an input that cannot be read.
	Unreadable
	// Unwritable is an output that cannot be written.
	Unwritable
	// Stopped is a run that the user broke off.
	Stopped
	// Internal is a fault of the program itself.
	Internal
)

// Error is a reason for which nothing, or not all, was done. Message and Hint
// are Chinese; a Message of several lines names several things.
type Error struct {
	Kind    Kind
	Message string
	Hint    string
	Cause   error // nil: none that is known
}

// Error gives message and hint, the hint on a line of its own.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "\n" + e.Hint
}

// Unwrap gives the cause, if there is one.
func (e *Error) Unwrap() error { return e.Cause }

// Wrong makes an error of the user's wishes.
func Wrong(message, hint string) *Error {
	return &Error{Kind: Misuse, Message: message, Hint: hint}
}

// Input makes an error of an input that cannot be read; cause may be nil.
func Input(message, hint string, cause error) *Error {
	return &Error{Kind: Unreadable, Message: message, Hint: hint, Cause: cause}
}

// Output makes an error of an output that cannot be written; cause may be nil.
func Output(message, hint string, cause error) *Error {
	return &Error{Kind: Unwritable, Message: message, Hint: hint, Cause: cause}
}

// Program makes an error of the program itself: nobody else can do anything about
// it.
func Program(cause error) *Error {
	return &Error{
		Kind: Internal, Message: "程序出错：" + cause.Error(),
		Hint: "这是程序的问题，请把这段文字反馈给提供程序的人", Cause: cause,
	}
}

// Join makes one error of several, each on a line of its own; nil of none.
func Join(errs []error) error {
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	e := &Error{Cause: errors.Join(errs...)}
	lines := make([]string, len(errs))
	for i, err := range errs {
		lines[i] = strings.ReplaceAll(err.Error(), "\n", "。")
		var one *Error
		if errors.As(err, &one) {
			e.Kind = max(e.Kind, one.Kind)
		}
	}
	e.Message = strings.Join(lines, "\n")
	return e
}

// Parts gives the errors that errors.Join put together.
func Parts(err error) []error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}
