package stemma

import (
	"strings"
	"testing"
)

func TestTitleName(t *testing.T) {
	tests := []struct{ title, name, forms string }{
		{"DDIM: Faster Sampling by Fewer Steps", "DDIM", ""},
		{"Denoising Diffusion Implicit Models (DDIM)", "DDIM", "Denoising Diffusion Implicit Models"},
		{"Gaussian Error Linear Units (GELUs)", "GELUs", "Gaussian Error Linear Units"},
		{"On the Use of Random Forest Trees (RFT) for Hedges", "RFT", "Random Forest Trees"},
		{"A Longer Road (XYZ) to Rome", "XYZ", ""},
		{"Deep Equilibrium Networks (DEN): A Study", "DEN", "Deep Equilibrium Networks"},
		{"Dropout: A Simple Way", "Dropout", ""},
		{"Llama 2: Open Models", "Llama 2", ""},
		{"Grounding DINO - Open Sets", "Grounding DINO", ""},
		{"β-VAE: Learning Concepts", "β-VAE", ""},
		{"DPM-Solver++: Fast Solvers", "DPM-Solver++", ""},
		{"Hedges by Other Means (X-Net)", "X-Net", ""},
		{"Deep learning: A Review", "", ""},
		{"Multi-Agent Planning: A Survey", "", ""},
		{"Pruner 2.0 Technical Report: Sharper", "", ""},
		{"Vision Transformer: What Now", "", ""},
		{"Survey: Hedges and Their Heights", "", ""},
		{"What does BERT learn: A Look", "", ""},
		{"Is 3D Needed?: A Question", "", ""},
		{"Attention Is All You Need", "", ""},
		{"Trees (2nd edition)", "", ""},
		{"Trees (second)", "", ""},
		{": nothing before it", "", ""},
		{"(GAN", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		name, forms := TitleName(tt.title)
		if name != tt.name || strings.Join(forms, "|") != tt.forms {
			t.Errorf("%q: %q %q, want %q %q", tt.title, name, forms, tt.name, tt.forms)
		}
	}
}
