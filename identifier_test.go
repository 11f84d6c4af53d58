package stemma

import "testing"

func TestArXivID(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2010.02502", "2010.02502"},
		{" 2010.02502v4 ", "2010.02502"},
		{"cs/0112017", "cs/0112017"},
		{"hep-th/9901001v2", "hep-th/9901001"},
		{"math.GT/0309136", "math.GT/0309136"},
		{"arXiv preprint arXiv:2010.02502", "2010.02502"},
		{"arXiv:2010.02502v1 [cs.LG]", "2010.02502"},
		{"https://arxiv.org/abs/2010.02502", "2010.02502"},
		{"http://arxiv.org/pdf/2010.02502v4.pdf", "2010.02502"},
		{"https://doi.org/10.48550/arXiv.2010.02502", "2010.02502"},
		{"abs/2010.02502", "2010.02502"}, // DBLP's volume
		{"2099.02502", ""},
		{"2010.025", ""},
		{"pages 2010.02502", ""},
		{"CoRR", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := ArXivID(tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestDOI(t *testing.T) {
	tests := []struct{ text, want string }{
		{"10.1109/CVPR.2016.90", "10.1109/cvpr.2016.90"},
		{"https://doi.org/10.1109/CVPR.2016.90", "10.1109/cvpr.2016.90"},
		{"doi:10.1000/182.", "10.1000/182"},
		{"(see 10.1000/182)", "10.1000/182"},
		{"10.1016/S0893-6080(05)80056-5", "10.1016/s0893-6080(05)80056-5"},
		{"https://doi.org/10.1002/(SICI)1096-987X(199803)19:4<377::AID-JCC1>3.0.CO;2-P", "10.1002/(sici)1096-987x(199803)19:4<377::aid-jcc1>3.0.co;2-p"},
		{"<10.1000/182>", "10.1000/182"},
		{"10.48550/arXiv.2010.02502", ""},
		{"110.1000/182", ""},
		{"none", ""},
	}
	for _, tt := range tests {
		if got := DOI(tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}
