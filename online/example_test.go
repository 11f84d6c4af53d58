package online_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"stemma/online"
)

// The server stands for arXiv.
func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `<feed xmlns="http://www.w3.org/2005/Atom"><totalResults xmlns="http://a9.com/-/spec/opensearch/1.1/">1</totalResults>
			<entry><id>http://arxiv.org/abs/2010.02502v4</id><published>2020-10-06T06:15:51Z</published>
			<title>Denoising Diffusion Implicit Models</title><author><name>Jiaming Song</name></author></entry></feed>`)
	}))
	defer server.Close()
	client, err := online.New(online.Config{Only: online.ArXiv, ArXivURL: server.URL})
	if err != nil {
		fmt.Println(err)
		return
	}
	answers, err := client.Works(context.Background(), []online.Query{{ArXiv: "2010.02502"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range answers {
		fmt.Println(a.Work.Authors[0], a.Work.Year, a.Work.Title, a.Reason)
	}
	// Output: Song 2020 Denoising Diffusion Implicit Models
}
