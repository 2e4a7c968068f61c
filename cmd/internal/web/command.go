package web

import (
	"runtime"
	"strings"
	"unicode"
)

// commandLine writes a command as it can be pasted into a command window; empty where
// the window would take a sign in it for something else.
func commandLine(arguments []string) string { return commandFor(runtime.GOOS, arguments) }

func commandFor(system string, arguments []string) string {
	out := []string{"ruhu"}
	for _, a := range arguments {
		q, ok := quote(system, a)
		if !ok {
			return ""
		}
		out = append(out, q)
	}
	return strings.Join(out, " ")
}

// quote writes one argument. Within the quotes of 命令提示符 and PowerShell some signs
// still have a meaning of their own: text from a roster must not come to be a command.
func quote(system, text string) (string, bool) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		return "", false
	}
	plain := !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(`-_./\:=+（）·`, r) && (r != ',' || system == "windows")
	})
	switch {
	case plain && text != "" && (system == "windows" || !strings.Contains(text, `\`)):
		return text, true
	case system != "windows":
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'", true
	case strings.ContainsAny(text, "\"`$%!^“”„‘’‚‛") || strings.HasSuffix(text, `\`):
		return "", false
	}
	return `"` + text + `"`, true
}
