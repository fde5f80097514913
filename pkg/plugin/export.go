package plugin

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

const (
	exportPath = "/api/v1/query/export"
	// exportChunk is how much of a file goes to Grafana at once: little enough that neither side holds much.
	exportChunk = 256 << 10
)

// exportParameters are what a request may say of the file that it wants; `query` only in a link, which has no body.
var exportParameters = []string{"format", "table", "query"}

// exportHeaders are what the browser needs to know of the file.
var exportHeaders = []string{"Content-Type", "Content-Disposition", "Cache-Control"}

// export gives the browser the answer to a question as a file, as it comes from the proxy. A browser that goes away ends it.
func (d *Datasource) export(ctx context.Context, request *backend.CallResourceRequest, sender backend.CallResourceResponseSender) error {
	if request.Method != http.MethodGet && request.Method != http.MethodPost {
		return sender.Send(methodNotAllowed("export", http.MethodGet, http.MethodPost))
	}
	asked, err := url.Parse(request.URL)
	if err != nil {
		return sender.Send(problem(http.StatusBadRequest, "bad_url", "The address of the export is not valid: check its % signs."))
	}
	parameters := url.Values{}
	for _, name := range exportParameters {
		if values := asked.Query()[name]; len(values) > 0 {
			parameters[name] = values
		}
	}
	ctx = withAsker(ctx, request.PluginContext, request)
	stream, err := d.proxy.Stream(ctx, request.Method, exportPath+"?"+parameters.Encode(), request.Body)
	if err != nil {
		return sender.Send(problem(int(unanswered(err).Status), "proxy_unavailable", err.Error()))
	}
	defer func() { _ = stream.Body.Close() }()
	headers := map[string][]string{}
	for _, name := range exportHeaders {
		if values := stream.Header.Values(name); len(values) > 0 {
			headers[name] = values
		}
	}
	return sendPieces(sender, &backend.CallResourceResponse{Status: statusForBrowser(stream.Status), Headers: headers}, stream.Body)
}

// sendPieces sends a body behind the status and headers of its first piece, which there is also where the body is empty.
func sendPieces(sender backend.CallResourceResponseSender, first *backend.CallResourceResponse, body io.Reader) error {
	next := first
	for sent := false; ; sent = true {
		piece := make([]byte, exportChunk)
		length, err := fill(body, piece)
		if length > 0 || !sent {
			next.Body = piece[:length]
			if failed := sender.Send(next); failed != nil {
				return failed
			}
			next = &backend.CallResourceResponse{}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// fill reads until the piece is full. Unlike io.ReadFull it tells an end from a body that was broken off.
func fill(body io.Reader, piece []byte) (length int, err error) {
	for length < len(piece) && err == nil {
		var more int
		more, err = body.Read(piece[length:])
		length += more
	}
	return length, err
}
