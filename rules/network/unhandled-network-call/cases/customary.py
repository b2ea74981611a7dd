"""Names that the file binds nowhere mean what they customarily mean."""


def get_user_data(user_id):
    response = requests.get(f"http://user-service/api/users/{user_id}")
    #          ^^^^^^^^^^^^ NET001: `requests.get` raises `requests.RequestException`
    return response.json()


def send_with_retry(data, max_retries=3):
    for i in range(max_retries):
        try:
            return requests.post("http://service/api", json=data)
        except requests.RequestException:
            continue
    raise Exception("Failed after max retries")


@app.route("/items")
def items():
    return requests.get("http://items", timeout=3).text
    #      ^^^^^^^^^^^^ NET001 [low]: route `GET /items` (`items`)
