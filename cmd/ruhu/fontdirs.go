package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// machineFonts gives the folders where this kind of machine keeps fonts, the
// user's own behind the system's. Those that are not there are given too.
func machineFonts() []string {
	home, _ := os.UserHomeDir()
	var out []string
	for _, dir := range fontFolders(runtime.GOOS, home, os.Getenv) {
		found := []string{dir}
		if strings.Contains(dir, "*") {
			found, _ = filepath.Glob(dir)
		}
		out = append(out, found...)
	}
	return out
}

// fontFolders gives their paths; * in them stands for any name, such as WPS's versions.
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
		for _, dir := range []string{"LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)"} { // where WPS may be
			out = append(out, under(env(dir), "Kingsoft", "WPS Office", "*", "office6", "fonts")...)
		}
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
