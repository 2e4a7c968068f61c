package fault

import (
	"errors"
	"syscall"
)

// Error numbers of Windows that the syscall package does not name.
const (
	errorSharingViolation syscall.Errno = 32
	errorLockViolation    syscall.Errno = 33
	errorHandleDiskFull   syscall.Errno = 39
	errorDiskFull         syscall.Errno = 112
	errorUserMappedFile   syscall.Errno = 1224
)

// ofSystem are the reasons that only one system has. They come first: what Windows says
// is more exact than what the standard library takes it for.
var ofSystem = []reason{
	{syscall.Errno(123), "名称里有不能用的字符（* ? \" < > | 等）"}, // ERROR_INVALID_NAME
	{syscall.Errno(161), "路径写得不对"},                     // ERROR_BAD_PATHNAME
	{syscall.ERROR_PATH_NOT_FOUND, "没有这个文件夹"},
	{syscall.Errno(206), "名称太长"},       // ERROR_FILENAME_EXCED_RANGE
	{syscall.Errno(19), "磁盘是只读的"},      // ERROR_WRITE_PROTECT
	{syscall.Errno(21), "磁盘没有准备好"},     // ERROR_NOT_READY
	{syscall.Errno(15), "没有这个盘"},       // ERROR_INVALID_DRIVE
	{syscall.Errno(53), "网络连不上"},       // ERROR_BAD_NETPATH
	{syscall.Errno(55), "网络上的文件夹已经不在"}, // ERROR_DEV_NOT_EXIST
	{syscall.Errno(59), "网络出错"},        // ERROR_UNEXP_NET_ERR
	{syscall.Errno(64), "网络断开了"},       // ERROR_NETNAME_DELETED
	{syscall.Errno(67), "网络上没有这个文件夹"},  // ERROR_BAD_NET_NAME
	{syscall.Errno(1231), "网络连不上"},     // ERROR_NETWORK_UNREACHABLE
	{syscall.Errno(1117), "磁盘读写出错"},    // ERROR_IO_DEVICE
	{syscall.Errno(23), "磁盘读写出错"},      // ERROR_CRC
	{syscall.Errno(10048), "正被其他程序使用"}, // WSAEADDRINUSE
	{syscall.Errno(10013), "系统留作他用"},   // WSAEACCES
	{syscall.ERROR_BROKEN_PIPE, "接收的程序已经结束"},
	{syscall.Errno(232), "接收的程序已经结束"},          // ERROR_NO_DATA
	{syscall.Errno(233), "接收的程序已经结束"},          // ERROR_PIPE_NOT_CONNECTED
	{syscall.Errno(225), "被杀毒软件当作病毒拦下了"},       // ERROR_VIRUS_INFECTED
	{syscall.Errno(1392), "文件或文件夹已经损坏"},        // ERROR_FILE_CORRUPT
	{syscall.Errno(1920), "系统打不开这个文件（可能在云盘上）"}, // ERROR_CANT_ACCESS_FILE
}

// Busy reports that another program holds a file open.
func Busy(err error) bool {
	return errors.Is(err, errorSharingViolation) || errors.Is(err, errorLockViolation) || errors.Is(err, errorUserMappedFile)
}

// Full reports a disk without room.
func Full(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}
