#ifndef DAYBOOK_CCURL_SHIM_H
#define DAYBOOK_CCURL_SHIM_H

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

/* Swift does not call functions with a variable number of arguments. */
static inline CURLcode daybook_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode daybook_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/* libcurl keeps a copy. */
static inline CURLcode daybook_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode daybook_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*daybook_curl_data)(char *, size_t, size_t, void *);

static inline CURLcode daybook_curl_set_data(CURL *easy, CURLoption option, daybook_curl_data callback) {
    return curl_easy_setopt(easy, option, callback);
}

static inline CURLcode daybook_curl_set_debug(
    CURL *easy, int (*callback)(CURL *, curl_infotype, char *, size_t, void *)) {
    return curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, callback);
}

static inline CURLcode daybook_curl_set_socket(
    CURL *easy, curl_socket_t (*callback)(void *, curlsocktype, struct curl_sockaddr *)) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLMcode daybook_curl_set_multi_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline long daybook_curl_response_code(CURL *easy) {
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

static inline curl_off_t daybook_curl_connects(CURL *easy) {
    long count = 0;
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &count);
    return count;
}

static inline CURLcode daybook_curl_result(const CURLMsg *message) { return message->data.result; }

/* The bytes of an address of IPv4 or IPv6: how many there are, 0 for another family. */
static inline int daybook_curl_address(const struct curl_sockaddr *address, unsigned char *bytes) {
    if (address->family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)&address->addr;
        const unsigned char *source = (const unsigned char *)&four->sin_addr;
        for (int index = 0; index < 4; index++) bytes[index] = source[index];
        return 4;
    }
    if (address->family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&address->addr;
        const unsigned char *source = (const unsigned char *)&six->sin6_addr;
        for (int index = 0; index < 16; index++) bytes[index] = source[index];
        return 16;
    }
    return 0;
}

static inline curl_socket_t daybook_curl_open(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype, address->protocol);
}

/* A server that hangs up in the middle of TLS must not end the process: for the thread that calls. */
static inline void daybook_curl_block_pipe(void) {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, NULL);
}

#endif
