package parallel

import (
	"strings"
	"testing"
)

// TestPanicIsTheCallers: a panic in a goroutine is one of who waits for it, which knows
// the place and no value; those that wait for the one that panicked hold nothing up.
func TestPanicIsTheCallers(t *testing.T) {
	wanted := func(name string, do func()) {
		defer func() {
			p, ok := recover().(*Panic)
			if !ok || !strings.Contains(p.Error(), "panic_test.go:") || strings.Contains(p.Error(), "王甲") {
				t.Errorf("%s: got %v", name, p)
			}
		}()
		do()
		t.Errorf("%s: no panic", name)
	}
	bad := func(i int) error {
		var none []int
		if i == 1 {
			panic("王甲")
		}
		return []error{nil}[len(none)+i/2]
	}
	for name, n := range map[string]int{"value": 2, "index": 9} {
		wanted(name, func() {
			_ = Each(t.Context(), 2, n, func() func(int) error {
				return func(i int) error {
					if name == "index" && i < 2 {
						return nil
					}
					return bad(i)
				}
			})
		})
	}
	never := make(chan struct{})
	wanted("waiting", func() {
		_ = Each(t.Context(), 2, 2, func() func(int) error {
			return func(i int) error {
				if i == 1 {
					<-never
				}
				panic("王甲")
			}
		})
	})
	close(never)
	wanted("beside", func() { Beside(func() { panic("王甲") })() })
	wanted("until", func() { _, _ = Until(t.Context(), func() (int, error) { panic("王甲") }) })
	wanted("beside within", func() { Beside(func() { _ = Each(t.Context(), 1, 3, func() func(int) error { return bad }) })() })
}
