/* hold FILE SHARING holds a file open as other programs do, until standard input ends.
   SHARING is what others may do meanwhile: r read, w write, d delete or rename. */
#include <stdio.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
	DWORD sharing = 0;
	HANDLE file;
	wchar_t *c;

	if (argc != 3)
		return 2;
	for (c = argv[2]; *c; c++)
		sharing |= *c == L'r' ? FILE_SHARE_READ : *c == L'w' ? FILE_SHARE_WRITE : FILE_SHARE_DELETE;
	file = CreateFileW(argv[1], GENERIC_READ, sharing, NULL, OPEN_EXISTING, 0, NULL);
	if (file == INVALID_HANDLE_VALUE)
		return 1;
	puts("held");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
