package disk

import (
	"errors"
	"io/fs"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

// makePrivate gives a file or folder to its owner alone, in place of what it inherits from
// the folder around it; what is made in such a folder later inherits the same. A file system
// without access lists has nobody's: Shared tells.
func makePrivate(path string) {
	if list, err := ownList(); err == nil {
		_ = windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT,
			windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil)
	}
}

// ownList is the access list of what the user of this process writes.
var ownList = sync.OnceValues(func() (*windows.ACL, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	d, err := windows.SecurityDescriptorFromString(ownerOnly(user.User.Sid.String()))
	if err != nil {
		return nil, err
	}
	list, _, err := d.DACL()
	return list, err
})

// ownerOnly is the list in the language of Windows (SDDL): all access for the user, and, as
// in the folders of users, for the system and for administrators, who stand for root; for
// nobody else. Protected (P): nothing is inherited from the folder around.
func ownerOnly(user string) string {
	const all, system, administrators = "(A;OICI;FA;;;", "SY", "BA"
	return "D:P" + all + user + ")" + all + system + ")" + all + administrators + ")"
}

// hide keeps a file whose name begins with a dot out of people's sight, as other systems do
// by themselves. One that stays in sight does no harm.
func hide(path string) {
	if name, attributes, err := attributesOf(path); err == nil {
		_ = windows.SetFileAttributes(name, attributes|windows.FILE_ATTRIBUTE_HIDDEN)
	}
}

// show brings a file into sight that is hidden.
func show(path string) error {
	name, attributes, err := attributesOf(path)
	if err != nil || attributes&windows.FILE_ATTRIBUTE_HIDDEN == 0 {
		return nil // of a path that Windows cannot tell of, hide could not do anything either
	}
	return windows.SetFileAttributes(name, attributes&^windows.FILE_ATTRIBUTE_HIDDEN)
}

func attributesOf(path string) (name *uint16, attributes uint32, err error) {
	if name, err = windows.UTF16PtrFromString(path); err != nil {
		return nil, 0, err
	}
	attributes, err = windows.GetFileAttributes(name)
	return name, attributes, err
}

// Shared reports a folder that other accounts of the machine may look into: one that its
// access list lets everybody or all users read, or that has none. One that the program
// makes is not.
func Shared(dir string) bool {
	d, err := windows.GetNamedSecurityInfo(dir, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return false
	}
	list, _, err := d.DACL()
	if errors.Is(err, windows.ERROR_OBJECT_NOT_FOUND) || err == nil && list == nil {
		return true // no list: all may do everything
	}
	return err == nil && opens(list)
}

// others are the groups that people belong to who are not the owner.
var others = []windows.WELL_KNOWN_SID_TYPE{
	windows.WinWorldSid, windows.WinAuthenticatedUserSid, windows.WinBuiltinUsersSid, windows.WinInteractiveSid, windows.WinBuiltinGuestsSid,
}

// opens reports a list that lets others read. Entries that only hold for what is made
// inside count too: that is where the files lie.
func opens(list *windows.ACL) bool {
	const read = windows.FILE_READ_DATA | windows.GENERIC_READ | windows.GENERIC_ALL
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if windows.GetAce(list, i, &entry) != nil || entry.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE || entry.Mask&read == 0 {
			continue
		}
		sid := (*windows.SID)(unsafe.Pointer(&entry.SidStart))
		for _, group := range others {
			if sid.IsWellKnown(group) {
				return true
			}
		}
	}
	return false
}

// Held tells why a file could not be replaced: another program has it open and does not
// share it for renaming, or it is read-only (ErrReadOnly). It is nil where nothing is known
// against it, or nothing is there. A reader of PDF files lets others write and yet not
// rename, hence DELETE, which replacing asks for.
func Held(name string) error {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil
	}
	attributes, err := windows.GetFileAttributes(path)
	if err != nil || attributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0 {
		return nil
	}
	if attributes&windows.FILE_ATTRIBUTE_READONLY != 0 {
		return &fs.PathError{Op: "rename", Path: name, Err: ErrReadOnly}
	}
	const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	file, err := windows.CreateFile(path, windows.DELETE, all, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if err != nil {
		return &fs.PathError{Op: "rename", Path: name, Err: err}
	}
	_ = windows.CloseHandle(file)
	return nil
}

// SyncFolder does nothing: Windows does not flush folders.
func SyncFolder(string) error { return nil }
