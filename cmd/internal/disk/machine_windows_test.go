package disk

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"

	"ruhu/model/must"
)

// TestOwnerOnly compares what is asked of Windows: Wine, where the test runs, reads lists
// back otherwise.
func TestOwnerOnly(t *testing.T) {
	const user = "S-1-5-21-1-2-3-1001"
	if got, want := ownerOnly(user), "D:P(A;OICI;FA;;;S-1-5-21-1-2-3-1001)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	d, err := windows.SecurityDescriptorFromString(ownerOnly(user))
	must.Succeed(t, err)
	control, _, err := d.Control()
	if err != nil || control&windows.SE_DACL_PROTECTED == 0 {
		t.Errorf("it inherits: %x, %v", control, err)
	}
	list, err := ownList()
	if err != nil || list.AceCount != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
}

// TestOpens: lists as Windows gives them to folders on a second drive, in a profile, and by
// this program.
func TestOpens(t *testing.T) {
	for _, c := range []struct {
		list string
		want bool
	}{
		{"D:AI(A;ID;FA;;;BA)(A;OICIIOID;GA;;;BA)(A;ID;FA;;;SY)(A;OICIIOID;GA;;;SY)(A;ID;0x1301bf;;;AU)(A;OICIIOID;SDGXGWGR;;;AU)(A;OICIID;0x1200a9;;;BU)", true},
		{"D:P(A;OICI;FA;;;WD)", true},
		{"D:(A;OICI;FR;;;BU)", true},
		{"D:(A;OICI;0x100000;;;BU)", false}, // may wait for it, and not look
		{"D:(D;OICI;FA;;;BU)", false},       // is denied
		{"D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;S-1-5-21-1-2-3-1001)", false},
		{ownerOnly("S-1-5-21-1-2-3-1001"), false},
	} {
		d, err := windows.SecurityDescriptorFromString(c.list)
		if err != nil {
			t.Fatalf("%s: %v", c.list, err)
		}
		list, _, err := d.DACL()
		if err != nil || opens(list) != c.want {
			t.Errorf("%s: %v, %v", c.list, !c.want, err)
		}
	}
}

// TestHidden: a file whose name begins with a dot is hidden until it has one for people.
func TestHidden(t *testing.T) {
	dir, err := os.MkdirTemp("", "hidden") // not the test's: Wine does not remove it as Go asks
	must.Succeed(t, err)
	root, err := OpenRoot(dir)
	must.Succeed(t, err)
	defer root.Close()
	hidden := func(name string) bool {
		path, _ := windows.UTF16PtrFromString(filepath.Join(dir, name))
		attributes, err := windows.GetFileAttributes(path)
		must.Succeed(t, err)
		return attributes&windows.FILE_ATTRIBUTE_HIDDEN != 0
	}
	file, err := root.Create(".ruhu-a.tmp")
	must.Succeed(t, err)
	if err := file.Close(); err != nil || !hidden(".ruhu-a.tmp") {
		t.Errorf("in sight while it is written: %v", err)
	}
	if err := root.Rename(".ruhu-a.tmp", "a.pdf"); err != nil || hidden("a.pdf") {
		t.Errorf("out of sight with its name: %v", err)
	}
	record, err := root.OpenRecord(".ruhu-resume")
	if err != nil || !hidden(".ruhu-resume") {
		t.Errorf("the record is in sight: %v", err)
	}
	_ = record.Close()
}

// TestHeld: what cannot be replaced is known before.
func TestHeld(t *testing.T) {
	dir, err := os.MkdirTemp("", "held")
	must.Succeed(t, err)
	name := filepath.Join(dir, "a.pdf")
	must.Succeed(t, os.WriteFile(name, nil, 0o600))
	if err := Held(name); err != nil {
		t.Error(err)
	}
	file, err := os.Open(name) // shared for writing, not for renaming
	must.Succeed(t, err)
	if err := Held(name); err == nil {
		t.Error("open, and not held")
	}
	_ = file.Close()
	must.Succeed(t, os.Chmod(name, 0o400))
	if err := Held(name); err == nil {
		t.Error("read-only, and not held")
	}
	if err := Held(filepath.Join(dir, "b.pdf")); err != nil {
		t.Errorf("absent: %v", err)
	}
}
