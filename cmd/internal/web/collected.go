package web

import "ruhu/cmd/internal/app"

// collected is what collecting last came to.
type collected struct {
	received *app.Received // nil: nothing was sent
	result   *app.Result   // nil: nothing was collected
	fault    error
	files    results
}
