"""A name that the file binds nowhere is the library of that name."""


def get_user_data(user_id):
    response = requests.get(f"https://api.example.com/users/{user_id}")
    #          ^^^^^^^^^^^^ NET002: `requests.get` can wait for ever
    return response.json()
