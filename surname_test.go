package stemma

import "testing"

func TestSurname(t *testing.T) {
	tests := []struct{ author, want string }{
		{"Jiaming Song", "Song"},
		{"Song, Jiaming", "Song"},
		{"Aaron van den Oord", "van den Oord"},
		{"van den Oord, Aaron", "van den Oord"},
		{"van den Oord", "van den Oord"},
		{"Luc Van Gool", "Van Gool"},
		{"Quoc V. Le", "Le"},
		{"Van Le", "Le"},
		{"William H. Press Jr.", "Press"},
		{"NLLB Team", "NLLB Team"},
		{"H1 Collaboration", "H1 Collaboration"},
		{"OpenAI", "OpenAI"},
		{"  ", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Surname(tt.author); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.author, got, tt.want)
		}
	}
}
