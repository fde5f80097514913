// Package proxy speaks HTTP with the aggregation proxy. It carries questions and answers and knows what neither means.
package proxy

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// maxBody holds an answer to what Grafana can show, and a runaway server away from Grafana's memory.
const maxBody = 64 << 20

// Client asks one proxy with one token. It is safe for concurrent use.
type Client struct {
	address string
	token   string
	http    *http.Client
	maxBody int64
}

// Response is an answer of the proxy as it came, read to its end.
type Response struct {
	Status      int
	ContentType string
	Body        []byte
}

// New makes a client for the proxy at address, which has no slash at its end. An empty token asks anonymously.
func New(address, token string, client *http.Client) *Client {
	return &Client{address: address, token: token, http: client, maxBody: maxBody}
}

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
	response, err := c.send(ctx, http.MethodPost, "/api/v1/query", body)
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
	return answer.Results, nil
}

// Health asks how the proxy is. A proxy that is not ready says so and is no error.
func (c *Client) Health(ctx context.Context) (*Health, error) {
	response, err := c.send(ctx, http.MethodGet, "/health", nil)
	if err != nil {
		return nil, err
	}
	var health Health
	if err := json.Unmarshal(response.Body, &health); err != nil || health.Service != service {
		return nil, c.notTheProxy(response, err)
	}
	return &health, nil
}

// Get fetches a path of the proxy, whatever its status. The path is the caller's own, never a user's.
func (c *Client) Get(ctx context.Context, path string) (*Response, error) {
	return c.send(ctx, http.MethodGet, path, nil)
}

// send makes one request. Cancelling ctx closes the connection, by which the proxy learns to stop its work.
func (c *Client) send(ctx context.Context, method, path string, body []byte) (*Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.address+path, bytes.NewReader(body))
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	c.addHeaders(request)
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(httpclient.MaxBytesReader(response.Body, c.maxBody))
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	return &Response{Status: response.StatusCode, ContentType: response.Header.Get("Content-Type"), Body: text}, nil
}

func (c *Client) addHeaders(request *http.Request) {
	request.Header.Set("Accept", "application/json")
	if request.Method == http.MethodPost {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	// Asking changes nothing, so a kept connection that the proxy has closed meanwhile may be replaced and the question
	// sent again. The transport reads this mark and, since it is empty, does not send it.
	request.Header["Idempotency-Key"] = nil
}
