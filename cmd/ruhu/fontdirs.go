package main

import (
	"os"
	"path/filepath"
	"runtime"
)

// machineFonts gives the folders where this kind of machine keeps fonts, the
// user's own last. Those that are not there are given too.
func machineFonts() []string {
	home, _ := os.UserHomeDir()
	return fontFolders(runtime.GOOS, home, os.Getenv)
}

func fontFolders(system, home string, env func(string) string) []string {
	under := func(dir string, parts ...string) []string {
		if dir == "" {
			return nil
		}
		return []string{filepath.Join(append([]string{dir}, parts...)...)}
	}
	var out []string
	switch system {
	case "windows":
		out = append(out, under(env("WINDIR"), "Fonts")...)
		out = append(out, under(env("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")...)
	case "darwin":
		out = append(out, "/System/Library/Fonts", "/Library/Fonts")
		out = append(out, under(home, "Library", "Fonts")...)
	default: // Linux, UOS, Kylin; WPS brings fonts of its own
		out = append(out, "/usr/share/fonts", "/usr/local/share/fonts", "/opt/kingsoft/wps-office/office6/fonts")
		out = append(out, under(env("XDG_DATA_HOME"), "fonts")...)
		out = append(out, under(home, ".local", "share", "fonts")...)
		out = append(out, under(home, ".fonts")...)
	}
	return out
}
