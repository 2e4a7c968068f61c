// Package web is the page in the browser: the same uses of a Workspace that the command
// line has, for people who drop files and look.
//
// # A request's way
//
// serve.go gathers the addresses; each page has its own, with what its functions need.
// guard.go lets in who came by the key
// that the program showed, from this machine and from a page of ours; instance.go lets a
// second start of the program find the first. What a function answers is a page or a part
// of one (page.go, pages/*.html), filled in by what a use of the workspace came to;
// nothing is judged here. A fault is told in the words of fault.Error.
//
// What somebody has open is a project (project.go, projects.go): files that were sent
// (upload.go) or chosen by path (folders.go), the workspace that reads them (opened.go),
// and what is going on with it. Every address names its project by an opaque id, so that
// two tabs do not disturb each other; no address holds a name or a number of a person.
//
// What somebody chose to print (choice.go) has an id too, by which reload, back and
// another tab find it again; its plan (planned.go) is made when it is looked at, counted
// beside as long as somebody waits for that, and made anew by the job (job.go) that prints
// it as the command line does. A job is the project's, as collecting is: it goes
// on whoever looks at it.
// Settings are changed in the file that a run would use (configure.go), one change after
// the other; what was read by them is then read anew, whoever has it open.
// Before memory runs out what goes on ends, and what was read is let go of (memory.go).
// Files that were written (results.go) are named by their place and served from the
// folder of results only.
//
// # Pages
//
// roster.go 名册, reading.go 读得对吗, problems.go 问题, print.go 打印 with preview.go, find.go and
// files.go, returns.go 收回, summary.go 总结, settings.go 设置: in this order a clerk
// meets them; fill.go 填表 beside them.
//
// # Scripts
//
// static/page.js is the only script, without a build step and with nothing newer than
// Chrome 86. A form with data-into="#id" is sent by it, and the part of a page that is
// answered takes the place of what is in #id; one without is sent by the browser. With
// data-live every change sends it. What has data-poll asks for what is to stand in its
// place, data-goes in an answer names another place for a part of it, data-focus is looked
// at first, and a button with data-key is pressed by that key. Every form that changes
// anything carries the page's token.
package web
