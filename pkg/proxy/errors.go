package proxy

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// StatusCancelled is the status of a question that nobody waits for any more; net/http has no name for it.
const StatusCancelled = 499

// Error is a failure on the way to the proxy or in what it answered as a whole, in words that say what to do.
type Error struct {
	// Status is the HTTP status that fits it.
	Status  int
	Message string
	cause   error
}

// Error is the sentence for the person at the panel.
func (e *Error) Error() string { return e.Message }

// Unwrap gives the cause, by which Grafana tells a cancelled request from a failed one.
func (e *Error) Unwrap() error { return e.cause }

// unreachable says why no whole answer came.
func (c *Client) unreachable(ctx context.Context, cause error) *Error {
	fail := func(status int, format string, args ...any) *Error {
		return &Error{Status: status, Message: fmt.Sprintf(format, args...), cause: cause}
	}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return &Error{Status: StatusCancelled, Message: "The question was cancelled.", cause: context.Canceled}
	case errors.Is(cause, httpclient.ErrResponseBodyTooLarge):
		return fail(http.StatusUnprocessableEntity,
			"The answer is too large: ask for a shorter range, a coarser interval or a lower limit. (%s)", reason(cause))
	case isTimeout(cause):
		return fail(http.StatusGatewayTimeout,
			"The proxy at %s took too long: ask for a shorter range, or set a longer time-out in the datasource's settings.", c.address)
	case isUntrusted(cause):
		return fail(http.StatusBadGateway,
			"The proxy at %s has a certificate that Grafana does not trust: add its CA in the datasource's settings. (%s)", c.address, reason(cause))
	case isBrokenOff(cause):
		return fail(http.StatusBadGateway,
			"The proxy at %s broke off in the middle of its answer: it may have been restarted, so try again. (%s)", c.address, reason(cause))
	default:
		return fail(http.StatusBadGateway,
			"The proxy at %s does not answer: is it running, and can Grafana reach it at this address? (%s)", c.address, reason(cause))
	}
}

// refusal says why the proxy answered with an error, in its own words where it has some.
func (c *Client) refusal(response *Response) *Error {
	var problem Problem
	if err := json.Unmarshal(response.Body, &problem); err != nil || problem.Detail == "" {
		return c.notTheProxy(response, err)
	}
	message := problem.Text()
	switch {
	case response.Status == http.StatusUnauthorized && c.token == "":
		message = fmt.Sprintf("The proxy at %s wants a token: make one with the role read and enter it in the datasource's settings.", c.address)
	case response.Status == http.StatusUnauthorized:
		message = fmt.Sprintf("The proxy at %s does not accept the token: enter a valid one in the datasource's settings. (%s)", c.address, message)
	case problem.Code == "other_workspace":
		message = fmt.Sprintf(
			"The token in the datasource's settings is of another workspace than %q, which the settings name: enter a token of that workspace, or correct the name.",
			c.workspace)
	case response.Status == http.StatusForbidden:
		message = fmt.Sprintf("The token in the datasource's settings may not do this: %s", message)
	}
	return &Error{Status: response.Status, Message: message}
}

// notTheProxy says that something answered, but not as the proxy does.
func (c *Client) notTheProxy(response *Response, cause error) *Error {
	contentType, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	if contentType == "" {
		contentType = "no content type"
	}
	return &Error{
		Status: http.StatusBadGateway,
		Message: fmt.Sprintf(
			"What answers at %s is not the proxy, or of another version: is the address right, and is something in front of it? (%d %s, %s)",
			c.address, response.Status, http.StatusText(response.Status), contentType),
		cause: cause,
	}
}

// reason is the innermost part of a network error that a person can read: without the URL, which the sentence has already.
func reason(err error) string {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}
	return err.Error()
}

func isTimeout(err error) bool {
	timeout, ok := errors.AsType[net.Error](err)
	return (ok && timeout.Timeout()) || errors.Is(err, context.DeadlineExceeded)
}

func isUntrusted(err error) bool {
	_, ok := errors.AsType[*tls.CertificateVerificationError](err)
	return ok
}

func isBrokenOff(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)
}
