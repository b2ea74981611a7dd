"""A name that the file binds nowhere is the library of that name."""


def get_user_data(user_id):
    response = requests.get(f"https://api.example.com/users/{user_id}")
    return response.json()
    #      ^^^^^^^^^^^^^ NET003: whatever the status
