// Package proxy speaks HTTP with the aggregation proxy. It carries questions and answers and knows what neither means.
package proxy

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// maxBody holds an answer to what Grafana can show, and a runaway server away from Grafana's memory.
const maxBody = 64 << 20

// Client asks one proxy with one token. It is safe for concurrent use.
type Client struct {
	address   string
	token     string
	workspace string
	http      *http.Client
	maxBody   int64
	turns     turns
	silence   time.Duration
}

// Response is an answer of the proxy as it came, read to its end.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// New makes a client for the proxy at address, which has no slash at its end. An empty token asks anonymously.
func New(address, token string, client *http.Client) *Client {
	return &Client{address: address, token: token, http: client, maxBody: maxBody, turns: make(turns, atOnce), silence: silence}
}

// ExpectWorkspace has the proxy refuse whatever is asked with the token of another workspace.
func (c *Client) ExpectWorkspace(name string) { c.workspace = name }

// Address is where the proxy is.
func (c *Client) Address() string { return c.address }

// HasToken tells whether it asks with a token rather than anonymously.
func (c *Client) HasToken() bool { return c.token != "" }

// Close lets go of the connections that are kept for the next question.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Query asks all queries in one request; the results are by the queries' refId. The error is an *Error: nothing was answered.
func (c *Client) Query(ctx context.Context, queries []json.RawMessage) (map[string]Result, error) {
	body, err := json.Marshal(map[string]any{"queries": queries})
	if err != nil {
		return nil, &Error{Status: http.StatusBadRequest, Message: "The queries are not JSON.", cause: err}
	}
	request, err := c.newRequest(ctx, http.MethodPost, "/api/v1/query", body)
	if err != nil {
		return nil, err
	}
	response, err := c.do(mayRepeat(request))
	if err != nil {
		return nil, err
	}
	if response.Status != http.StatusOK {
		return nil, c.refusal(response)
	}
	var answer struct {
		Results map[string]Result `json:"results"`
	}
	if err := json.Unmarshal(response.Body, &answer); err != nil || answer.Results == nil {
		return nil, c.notTheProxy(response, err)
	}
	if err := c.unversioned(response.Header); err != nil {
		return nil, err
	}
	return answer.Results, nil
}

// Health asks how the proxy is. A proxy that is not ready says so and is no error.
func (c *Client) Health(ctx context.Context) (*Health, error) {
	response, err := c.Send(ctx, http.MethodGet, "/health", nil)
	if err != nil {
		return nil, err
	}
	var health Health
	if err := json.Unmarshal(response.Body, &health); err != nil || health.Service != service {
		return nil, c.notTheProxy(response, err)
	}
	if err := c.unversioned(response.Header); err != nil {
		return nil, err
	}
	return &health, nil
}

// Send makes any request, and gives its answer whatever its status. What stands in path is the caller's own, or encoded.
func (c *Client) Send(ctx context.Context, method, path string, body []byte) (*Response, error) {
	request, err := c.newRequest(ctx, method, path, body)
	if err != nil {
		return nil, err
	}
	return c.do(request)
}

// do makes a request when its turn comes. Cancelling its context closes the connection, by which the proxy learns to
// stop its work.
func (c *Client) do(request *http.Request) (*Response, error) {
	ctx := request.Context()
	release, err := c.turns.take(ctx)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	defer release()
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(httpclient.MaxBytesReader(response.Body, c.maxBody))
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	if err := c.misfit(response.Header); err != nil {
		return nil, err
	}
	return &Response{Status: response.StatusCode, Header: response.Header, Body: text}, nil
}

func (c *Client) newRequest(ctx context.Context, method, path string, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.address+path, bytes.NewReader(body))
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	request.Header.Set("Accept", "application/json")
	if len(body) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.workspace != "" {
		request.Header.Set("X-Workspace", c.workspace)
	}
	addAsker(ctx, request.Header)
	return request, nil
}

// mayRepeat says of a request that it changes nothing, so that a kept connection that the proxy has closed meanwhile may
// be replaced and the question sent again. The transport reads this mark and, since it is empty, does not send it.
func mayRepeat(request *http.Request) *http.Request {
	request.Header["Idempotency-Key"] = nil
	return request
}
