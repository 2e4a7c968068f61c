package app

import (
	"context"
	"errors"

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
	case errors.As(err, &known):
		return known
	case ctx.Err() != nil:
		return &fault.Error{Kind: fault.Stopped, Message: "已中断，已写好的文件完整可用", Cause: err}
	case errors.As(err, &selection):
		return &fault.Error{Kind: fault.Misuse, Message: selection.Message, Hint: selection.Hint, Cause: err}
	case errors.As(err, &faults):
		return &fault.Error{Kind: fault.Misuse, Message: faults.Error(), Hint: "以上各处改正后再试", Cause: err}
	}
	return fault.Program(err)
}
