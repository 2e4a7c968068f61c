// Package must ends tests at what was not to fail. Only tests import it.
package must

import "testing"

// Succeed ends a test at an error.
func Succeed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
