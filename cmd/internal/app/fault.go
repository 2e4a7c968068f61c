package app

import (
	"context"
	"errors"
	"strings"

	"ruhu/render"
	"ruhu/render/form"
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
	cause   error
}

// Error gives message and hint, the hint on a line of its own.
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "\n" + e.Hint
}

// Unwrap gives the cause, if there is one.
func (e *Error) Unwrap() error { return e.cause }

// Wrong makes an error of the user's wishes.
func Wrong(message, hint string) *Error {
	return &Error{Kind: Misuse, Message: message, Hint: hint}
}

func unreadable(message, hint string, cause error) *Error {
	return &Error{Kind: Unreadable, Message: message, Hint: hint, cause: cause}
}

func unwritable(message, hint string, cause error) *Error {
	return &Error{Kind: Unwritable, Message: message, Hint: hint, cause: cause}
}

// explain turns any error of the packages below into an Error. Once the context
// of the run has ended, that is why nothing went on.
func explain(ctx context.Context, err error) error {
	var known *Error
	var selection *render.SelectionError
	var faults form.Faults
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	case ctx.Err() != nil:
		return &Error{Kind: Stopped, Message: "已中断，已写好的文件完整可用", cause: err}
	case errors.As(err, &selection):
		return &Error{Kind: Misuse, Message: selection.Message, Hint: selection.Hint, cause: err}
	case errors.As(err, &faults):
		return &Error{Kind: Misuse, Message: faults.Error(), Hint: "以上各处改正后再试", cause: err}
	}
	return &Error{
		Kind: Internal, Message: "程序出错：" + err.Error(),
		Hint: "这是程序的问题，请把这段文字反馈给提供程序的人", cause: err,
	}
}

// join makes one error of several, each on a line of its own.
func join(errs []error) error {
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	e := &Error{cause: errors.Join(errs...)}
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
