package app

import (
	"context"
	"errors"
	"io/fs"

	"ruhu/cmd/internal/fault"
	"ruhu/model/parallel"
	"ruhu/render"
	"ruhu/render/form"
)

// Crashed is the error of a panic that a deferred function recovered.
func Crashed(recovered any) error { return fault.Program(parallel.Caught(recovered)) }

// Explain turns any error of the packages below into a fault.Error. Once the
// context of the run has ended, that is why nothing went on.
func Explain(ctx context.Context, err error) error {
	var known *fault.Error
	var selection *render.SelectionError
	var faults form.Faults
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known) && (known.Kind == fault.Stopped || ctx.Err() == nil || !errors.Is(err, ctx.Err())):
		return known
	case ctx.Err() != nil:
		stopped := &fault.Error{Kind: fault.Stopped, Message: "已中断，没有写出文件", Cause: err}
		if known != nil {
			for _, part := range fault.Parts(known.Cause) { // such as files that could not be removed
				if !errors.Is(part, ctx.Err()) {
					stopped.Hint = part.Error()
				}
			}
		}
		return stopped
	case errors.As(err, &selection):
		return &fault.Error{Kind: fault.Misuse, Message: selection.Message, Hint: selection.Hint, Cause: err}
	case errors.As(err, &faults):
		return &fault.Error{Kind: fault.Misuse, Message: faults.Error(), Hint: "以上各处改正后再试", Cause: err}
	}
	var path *fs.PathError
	if errors.As(err, &path) { // nobody has put it into words
		return fault.Reading(path.Path, err)
	}
	return fault.Program(err)
}
