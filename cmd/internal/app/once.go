package app

import "sync"

// once is something that is made when it is first asked for, by whoever asks first.
// What fails is tried again when it is next asked for.
type once[T any] struct {
	mu    sync.Mutex
	done  bool
	value T
}

func (o *once[T]) get(create func() (T, error)) (T, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done {
		return o.value, nil
	}
	value, err := create()
	o.value, o.done = value, err == nil
	return value, err
}

// made gives it where it is there already, without making it. Where that failed it is
// what had come of it.
func (o *once[T]) made() (value T, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.value, o.done
}
