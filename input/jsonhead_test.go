package input

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// What is remembered of one record changes nothing in the next.
func TestHeads(t *testing.T) {
	long := strings.Repeat("x", maxHead)
	many := strings.Repeat(`"x":1,`, 2*maxHeads)
	records := []string{
		`{"id":"1","title":"A","abstract":"B"}`,
		`{"id":"2","title":"C","abstract":"D\n"}`,
		`{"id": "3", "title": "E", "abstract": "F"}`,
		`{"id":  "4", "title":` + "\t" + `"G","abstract": "H"}`,
		`{"id":"5","abstract":"B"}`,
		`{"id":"6","title":"A","abstract":"B","date":"2024"}`,
		`{"id":"7","title":"A","title":"B"}`,
		`{"id":"8","title":"A",}`,
		`{"id":"9","title":`,
		`{"id":"10","title":"A","abstract":"\ud835\u12"}`,
		`{"id":"11","` + long + `":1,"title":"A"}`,
		`{` + many + `"id":"12","title":"A"}`,
		`{` + many + `"id":"13","titlo":"A"}`,
		`{}`, ``, `5`, `{"\u0069d":"14","title":"A"}`, `{"\u0069d":"15","title":"A"}`,
	}
	var used decoder
	for range 2 {
		for _, record := range records {
			got, want := readWith(&used, record), readWith(new(decoder), record)
			if got != want {
				t.Errorf("%.60s\n got %s\nwant %s", record, got, want)
			}
		}
	}
}

func readWith(d *decoder, record string) string {
	if err := d.read([]byte(record)); err != nil {
		return err.Error()
	}
	paper, err := d.paper()
	return fmt.Sprint(paper, err)
}

func TestIsPlain(t *testing.T) {
	for size := range 70 {
		text := bytes.Repeat([]byte{' '}, size)
		if !isPlain(text) {
			t.Errorf("%d spaces are not plain", size)
		}
		for at := range text {
			for _, c := range []byte{0, 0x1f, 0x80, 0xff} {
				text[at] = c
				if isPlain(text) {
					t.Errorf("0x%02x at byte %d of %d is plain", c, at, size)
				}
				text[at] = '~'
			}
		}
	}
}
