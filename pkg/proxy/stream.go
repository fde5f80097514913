package proxy

import (
	"context"
	"io"
	"net/http"
)

// Stream is an answer of the proxy that is read while it comes; whoever has it closes its body.
type Stream struct {
	Status int
	Header http.Header
	Body   io.ReadCloser
}

// Stream asks for something that may be long and may take long: neither has a limit but ctx. The path is the caller's own,
// never a user's. The error is an *Error: nothing was answered.
func (c *Client) Stream(ctx context.Context, method, path string, body []byte) (*Stream, error) {
	request, err := c.newRequest(ctx, method, path, body)
	if err != nil {
		return nil, err
	}
	patient := *c.http
	patient.Timeout = 0
	response, err := patient.Do(mayRepeat(request))
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	if err := c.misfit(response.Header); err != nil {
		_ = response.Body.Close()
		return nil, err
	}
	return &Stream{Status: response.StatusCode, Header: response.Header, Body: response.Body}, nil
}
