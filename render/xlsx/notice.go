package xlsx

import "ruhu/render/doc"

// Notices lists the deliberate losses of the format.
func Notices() []doc.Notice {
	return []doc.Notice{
		{Key: "xlsx-qr-page", Text: "二维码是第1页的：续页有的软件不印（Excel），有的照印第1页的（LibreOffice）"},
		{Key: "xlsx-continued", Text: "续页标题由“打印标题”重复，不加“（续）”；附件2 续页没有户名那一行，户名在页脚"},
		{Key: "xlsx-room", Text: "手写的行不随版面余地加高、增加（PDF 中最多加到 11 毫米，更正栏按余地加行）"},
		{Key: "xlsx-fit", Text: "行高、字号和选项换行按字宽估算，字号取到半磅，边线按整像素对齐（最多移动1毫米）"},
		{Key: "xlsx-fonts", Text: "字体按名称引用（宋体、黑体；扩展区的字为 SimSun-ExtB 或 `ruhu.yaml` 中 `fonts: office` 指定的字体），本机没有时由 Excel/WPS 替换，不印“〓”"},
		{Key: "xlsx-ticks", Text: "选项方框是文字 □/☑；单选的可填格另有下拉列表，多选的有填写提示"},
		{Key: "xlsx-split", Text: "高于一页的行分成几行，文字分段放在各行"},
		{Key: "xlsx-rules", Text: "填写横线是带下划线的空格，长度取整到一个汉字"},
		{Key: "xlsx-duplex", Text: "双面打印不补空白页：请逐表打印；反面的装订边不换到另一侧"},
		{Key: "xlsx-corners", Text: "没有四角的定位标"},
	}
}
